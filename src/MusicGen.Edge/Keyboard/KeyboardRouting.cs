namespace MusicGen.Edge;

/// <summary>How what is played on a keyboard comes into the music.</summary>
internal sealed record KeyboardRouting
{
    /// <value>Channel 0–15 that all keys but drums sound on, so that a pedal moves nobody else's notes; null: as played.</value>
    public byte? Channel { get; init; }

    /// <value>Program 0–127 that a keyboard begins with when it is plugged in; null: whatever the channel has.</value>
    public byte? Program { get; init; }

    /// <summary>The channel that a keyboard's channel sounds on.</summary>
    public byte ChannelOf(byte channel) => channel == Note.DrumChannel ? channel : Channel ?? channel;
}
