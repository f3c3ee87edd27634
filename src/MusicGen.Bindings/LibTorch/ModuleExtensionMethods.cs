using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch;

/// <summary>Moves a module to another device or number type and gives back the same object.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => Moved(module, null, type, non_blocking);

    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module
        => Moved(module, device, type, non_blocking);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module
        => Moved(module, new Device(deviceType, deviceIndex), null, non_blocking);

    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module => Moved(module, device, null, non_blocking);

    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module
        => Moved(module, new Device(device), null, non_blocking);

    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module
        => Moved(module, other.device, other.dtype, non_blocking);

    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => Moved(module, CPU, null, non_blocking);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module
        => Moved(module, new Device(DeviceType.CUDA, deviceIndex), null, non_blocking);

    private static T Moved<T>(T module, Device? device, ScalarType? type, bool non_blocking) where T : nn.Module
    {
        module.Move(device, type, non_blocking);
        return module;
    }
}
