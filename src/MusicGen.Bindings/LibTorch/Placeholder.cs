namespace MusicGen.Bindings.LibTorch
{
    public static partial class torch;
}

namespace MusicGen.Bindings.LibTorch.Modules
{
    public static class Placeholder;
}
