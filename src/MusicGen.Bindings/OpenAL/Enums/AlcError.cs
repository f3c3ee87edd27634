namespace MusicGen.Bindings.OpenAL;

/// <summary>What <see cref="ALC.GetError"/> says of the last call on a device.</summary>
public enum AlcError
{
    NoError = 0,
    InvalidDevice = 0xA001,
    InvalidContext = 0xA002,
    InvalidEnum = 0xA003,
    InvalidValue = 0xA004,
    OutOfMemory = 0xA005,
}
