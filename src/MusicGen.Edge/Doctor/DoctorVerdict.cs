namespace MusicGen.Edge;

/// <summary>How one part of the box is.</summary>
internal enum DoctorVerdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>The box plays, but a person may want to know.</summary>
    Note,

    /// <summary>The box plays with something in its place, or a part of it is missing.</summary>
    Wrong,

    /// <summary>The box cannot be heard.</summary>
    Silent,
}
