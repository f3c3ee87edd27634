namespace MusicGen.Training;

/// <summary>How words in a picture are set.</summary>
/// <param name="Size">Height of the type in units of the picture.</param>
/// <param name="Anchor">Where the given point is: 0 = at the start of the words, 0.5 = in their middle, 1 = at their end.</param>
/// <param name="IsUpwards">Whether the words run from bottom to top.</param>
/// <param name="IsBold">Whether they are bold.</param>
/// <param name="IsMuted">Whether they stand back behind others.</param>
internal readonly record struct Lettering(double Size = 12, double Anchor = 0, bool IsUpwards = false, bool IsBold = false, bool IsMuted = false)
{
    public Ink Ink => IsMuted ? Ink.Muted : Ink.Text;

    /// <summary>About how wide words come out, for keeping them apart.</summary>
    public double WidthOf(string text) => text.Length * Size * (IsBold ? 0.6 : 0.56);
}
