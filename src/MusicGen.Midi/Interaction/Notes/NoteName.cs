namespace MusicGen.Midi;

/// <summary>The twelve pitch classes, from C.</summary>
public enum NoteName
{
    C = 0,
    CSharp = 1,
    D = 2,
    DSharp = 3,
    E = 4,
    F = 5,
    FSharp = 6,
    G = 7,
    GSharp = 8,
    A = 9,
    ASharp = 10,
    B = 11,
}
