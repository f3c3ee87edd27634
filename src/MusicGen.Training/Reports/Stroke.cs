namespace MusicGen.Training;

/// <summary>How a line of a picture is drawn.</summary>
/// <param name="Ink">With what.</param>
/// <param name="Width">How thick, in units of the picture.</param>
/// <param name="Dash">Length of dashes and gaps between them; 0 = unbroken.</param>
internal readonly record struct Stroke(Ink Ink, double Width = 1, double Dash = 0);
