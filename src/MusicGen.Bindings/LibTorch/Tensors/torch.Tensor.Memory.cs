namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>The element bytes of a contiguous CPU tensor, shared with it; setting copies in.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not on the CPU, or not contiguous.</exception>
        public Span<byte> bytes
        {
            get
            {
                var length = checked((int)(NumberOfElements * ElementSize));
                return new Span<byte>((void*)Memory(contiguous: true), length);
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                {
                    throw new ArgumentException($"{target.Length} bytes were expected for a tensor of {this}, found {value.Length}.", nameof(value));
                }

                value.CopyTo(target);
            }
        }

        /// <summary>The elements of a CPU tensor in place.</summary>
        /// <exception cref="ArgumentException">T is not the element type.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not on the CPU.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            RequireType<T>();
            return new TensorAccessor<T>(this, (T*)Memory(contiguous: false));
        }

        /// <summary>The one value of a one-element tensor, from whatever device.</summary>
        /// <exception cref="ArgumentException">T is not the element type, or there are more elements.</exception>
        public T item<T>() where T : unmanaged
        {
            RequireType<T>();
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"item() needs a tensor of one element, this one has {NumberOfElements}.");
            }

            if (is_cpu())
            {
                var value = *(T*)Memory(contiguous: false);
                GC.KeepAlive(this);
                return value;
            }

            using var copy = cpu();
            return copy.item<T>();
        }

        public float ReadCpuSingle(long i) => Read<float>(i);

        public double ReadCpuDouble(long i) => Read<double>(i);

        public int ReadCpuInt32(long i) => Read<int>(i);

        public long ReadCpuInt64(long i) => Read<long>(i);

        /// <summary>Writes the raw element bytes, from whatever device, little-endian and in row order.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024) => this.WriteBytes(stream);

        /// <summary>Reads as many raw element bytes as the tensor holds into it, on whatever device it is.</summary>
        /// <exception cref="EndOfStreamException">The stream ends before that.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            if (is_cpu() && is_contiguous())
            {
                stream.ReadExactly(bytes);
                return;
            }

            using var buffer = empty(shape, dtype, CPU);
            stream.ReadExactly(buffer.bytes);
            using (no_grad())
            {
                copy_(buffer).Dispose();
            }
        }

        private T Read<T>(long index) where T : unmanaged
        {
            using var accessor = data<T>();
            return accessor.At(index);
        }

        private nint Memory(bool contiguous)
        {
            if (!is_cpu())
            {
                throw new InvalidOperationException($"Reading data of a tensor on {device} is not possible; copy it with cpu() first.");
            }

            if (contiguous && !is_contiguous())
            {
                throw new InvalidOperationException("The bytes of a tensor can be had only when it is contiguous; call contiguous() first.");
            }

            return Shim.TensorMemory(Handle);
        }

        private void RequireType<T>() where T : unmanaged
        {
            var type = dtype;
            if (TypeOf<T>() != type)
            {
                throw new ArgumentException($"A tensor of {type} was asked for values of type {typeof(T).Name}; convert it with to_type first.");
            }
        }
    }
}
