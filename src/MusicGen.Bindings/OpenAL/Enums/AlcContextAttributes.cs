namespace MusicGen.Bindings.OpenAL;

/// <summary>What a context can be asked for at its making (alcCreateContext's attribute list).</summary>
public enum AlcContextAttributes
{
    Frequency = 0x1007,
    Refresh = 0x1008,
    Sync = 0x1009,
    MonoSources = 0x1010,
    StereoSources = 0x1011,
    EfxMaxAuxiliarySends = 0x20003,
    FormatChannelsSOFT = 0x1990,
    FormatTypeSOFT = 0x1991,
}
