namespace MusicGen.Bindings.OpenAL;

/// <summary>Switches of a source.</summary>
public enum ALSourceb
{
    SourceRelative = 0x202,
    Looping = 0x1007,
    EfxDirectFilterGainHighFrequencyAuto = 0x2000A,
    EfxAuxiliarySendFilterGainAuto = 0x2000B,
    EfxAuxiliarySendFilterGainHighFrequencyAuto = 0x2000C,
}
