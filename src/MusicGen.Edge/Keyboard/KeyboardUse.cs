namespace MusicGen.Edge;

/// <summary>What keyboards are to the running box.</summary>
internal enum KeyboardUse
{
    /// <summary>They sound with what is composed.</summary>
    On,

    /// <summary>They are not listened to.</summary>
    Off,

    /// <summary>They alone sound; nothing is composed.</summary>
    Solo,
}
