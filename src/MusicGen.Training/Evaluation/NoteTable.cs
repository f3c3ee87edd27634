using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>Notes of a piece as a table for people: start, end, pitch with name, velocity.</summary>
internal static class NoteTable
{
    private static readonly string[] Names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

    public static string Format(Piece piece)
    {
        var text = new StringBuilder("start s    end s  pitch  name  velocity  program\n");
        foreach (var note in piece.Notes)
            text.Append(CultureInfo.InvariantCulture, $"{piece.Tempo.SecondsAt(note.OnsetTicks),7:F3} {piece.Tempo.SecondsAt(note.EndTicks),8:F3} {note.Pitch,6}  {NameOf(note.Pitch),-4}  {note.Velocity,8}  {(note.IsDrum ? "drums" : note.Program.ToString(CultureInfo.InvariantCulture)),7}\n");
        return text.ToString();
    }

    /// <summary>Scientific name, 60 = C4.</summary>
    public static string NameOf(int pitch) => Names[pitch % 12] + (pitch / 12 - 1).ToString(CultureInfo.InvariantCulture);
}
