namespace MusicGen.Edge;

/// <summary>One line that the program said.</summary>
/// <param name="Number">Counts the lines from 0.</param>
/// <param name="SaidAt">When.</param>
/// <param name="Text">What.</param>
internal readonly record struct LogLine(long Number, DateTimeOffset SaidAt, string Text);
