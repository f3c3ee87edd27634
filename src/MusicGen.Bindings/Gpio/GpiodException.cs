namespace MusicGen.Bindings.Gpio;

/// <summary>A chip or line refused, in the shape of System.Device.Gpio: what was wanted, the kernel's answer, and what to do.</summary>
public class GpiodException : IOException
{
    /// <summary>Makes one without words.</summary>
    public GpiodException()
    {
    }

    /// <summary>Makes one with a sentence.</summary>
    public GpiodException(string message) : base(message)
    {
    }

    /// <summary>Makes one with a sentence and its cause.</summary>
    public GpiodException(string message, Exception inner) : base(message, inner)
    {
    }
}
