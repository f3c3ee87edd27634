namespace MusicGen.Edge;

/// <summary>The display that is open.</summary>
internal interface IPanelDisplay : IDisposable
{
    /// <summary>Shows a picture; what has not changed is not sent.</summary>
    /// <exception cref="IOException">It does not answer.</exception>
    void Show(PixelFrame frame);
}
