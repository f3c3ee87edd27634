namespace MusicGen.Bindings.OpenAL;

/// <summary>What <see cref="AL.GetError"/> says of the calls since it was last asked.</summary>
public enum ALError
{
    NoError = 0,
    InvalidName = 0xA001,
    IllegalEnum = 0xA002,
    InvalidEnum = 0xA002,
    InvalidValue = 0xA003,
    IllegalCommand = 0xA004,
    InvalidOperation = 0xA004,
    OutOfMemory = 0xA005,
}
