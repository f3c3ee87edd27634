namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    /// <summary>No gradients on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradientMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradientMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradientMode(mode);

    public static bool is_grad_enabled()
    {
        Shim.Require();
        return Shim.GradMode() != 0;
    }

    /// <summary>As no_grad, and the tensors made can never take part in gradients.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceGuard(mode);

    public static bool is_inference_mode_enabled()
    {
        Shim.Require();
        return Shim.InferenceMode() != 0;
    }

    private sealed class GradientMode : IDisposable
    {
        private readonly bool _before;
        private bool _over;

        internal GradientMode(bool on)
        {
            Shim.Require();
            _before = Shim.GradMode() != 0;
            Shim.SetGradMode(on ? 1 : 0);
        }

        public void Dispose()
        {
            if (!_over)
            {
                _over = true;
                Shim.SetGradMode(_before ? 1 : 0);
            }
        }
    }

    private sealed class InferenceGuard : IDisposable
    {
        private nint _guard;

        internal InferenceGuard(bool on)
        {
            Shim.Require();
            _guard = Shim.InferenceModeEnter(on ? 1 : 0);
        }

        public void Dispose()
        {
            if (_guard != 0)
            {
                Shim.InferenceModeLeave(_guard);
                _guard = 0;
            }
        }
    }
}
