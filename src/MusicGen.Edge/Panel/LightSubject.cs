namespace MusicGen.Edge;

/// <summary>What a light shows.</summary>
internal enum LightSubject
{
    /// <summary>Whose turn it is; now and then the number of a fault, where no light of its own shows faults.</summary>
    State,

    /// <summary>The number of the first fault; dark while there is none.</summary>
    Fault,

    /// <summary>Whether its preset plays: lit; dim where it is chosen only.</summary>
    Preset,
}
