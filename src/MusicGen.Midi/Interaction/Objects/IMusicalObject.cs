namespace MusicGen.Midi;

/// <summary>An object that sounds on a channel.</summary>
public interface IMusicalObject
{
    FourBitNumber Channel { get; }
}
