namespace MusicGen.Bindings.LibTorch;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);

    public static Device CUDA { get; } = new(DeviceType.CUDA);

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    /// <summary>A place where tensors live: a kind and, where there are several, a number.</summary>
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Parse(parts[0]);
            var number = -1;
            if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out number)))
            {
                throw new ArgumentException($"A device like 'cpu' or 'cuda:0' was expected, found '{description}'.", nameof(description));
            }

            index = number;
        }

        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }

        /// <summary>libtorch wants a number for CUDA where a person leaves it out.</summary>
        internal int NativeIndex => type == DeviceType.CUDA && index < 0 ? 0 : index;

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index < 0 ? name : $"{name}:{index}";
        }

        public override bool Equals(object? obj) => obj is Device other && other.type == type && other.NativeIndex == NativeIndex;

        public override int GetHashCode() => HashCode.Combine(type, NativeIndex);

        private static DeviceType Parse(string name)
            => Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type) && !int.TryParse(name, out _)
                ? type
                : throw new ArgumentException($"A device kind like 'cpu' or 'cuda' was expected, found '{name}'.", nameof(name));
    }
}
