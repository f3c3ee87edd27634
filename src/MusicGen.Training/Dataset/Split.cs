namespace MusicGen.Training;

/// <summary>Which part of a dataset a piece belongs to.</summary>
internal enum Split : byte
{
    Train,
    Validation,
    Test,
}
