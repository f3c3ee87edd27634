namespace MusicGen.Bindings.OpenAL;

/// <summary>Channel layouts of a loopback device.</summary>
public enum Channels
{
    MonoSOFT = 0x1500,
    StereoSOFT = 0x1501,
    QuadSOFT = 0x1503,
    _5Point1SOFT = 0x1504,
    _6Point1SOFT = 0x1505,
    _7Point1SOFT = 0x1506,
}
