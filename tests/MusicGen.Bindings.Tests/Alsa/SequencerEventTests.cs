using System.Buffers.Binary;
using MusicGen.Bindings.Alsa;

namespace MusicGen.Bindings.Tests.Alsa;

public sealed class SequencerEventTests
{
    [Theory]
    [InlineData(0x93, 60, 100)]
    [InlineData(0x83, 60, 0)]
    [InlineData(0xA1, 60, 9)]
    [InlineData(0xBF, 64, 127)]
    [InlineData(0xC5, 19, 0)]
    [InlineData(0xD5, 20, 0)]
    [InlineData(0xE0, 0, 64)]
    [InlineData(0xE7, 127, 127)]
    [InlineData(0xE7, 0, 0)]
    [InlineData(0xF8, 0, 0)]
    [InlineData(0xFA, 0, 0)]
    [InlineData(0xFC, 0, 0)]
    [InlineData(0xFF, 0, 0)]
    public void MessageComesBackAsItWent(byte status, byte first, byte second)
    {
        Span<byte> sent = stackalloc byte[SequencerEvent.Size];
        Span<byte> midi = stackalloc byte[SequencerEvent.MostMidiBytes];

        Assert.True(SequencerEvent.TryFromMidi(2, status, first, second, sent));
        var count = SequencerEvent.ToMidi(sent, midi);

        byte[] expected = status switch { >= 0xF8 => [status], >= 0xC0 and < 0xE0 => [status, first], _ => [status, first, second] };
        Assert.Equal(expected, midi[..count].ToArray());
        Assert.Equal(2, sent[13]);
        Assert.Equal(SequencerEvent.Size, SequencerEvent.LengthOf(sent));
    }

    [Fact]
    public void SilentNoteOnIsANoteOff()
    {
        Span<byte> sent = stackalloc byte[SequencerEvent.Size];
        Span<byte> midi = stackalloc byte[SequencerEvent.MostMidiBytes];

        SequencerEvent.TryFromMidi(0, 0x90, 60, 0, sent);

        Assert.Equal([0x80, 60, 0], midi[..SequencerEvent.ToMidi(sent, midi)].ToArray());
    }

    [Theory]
    [InlineData(14, 1, 1000, new byte[] { 0xB2, 1, 7, 0xB2, 33, 104 })]
    [InlineData(16, 0, 1000, new byte[] { 0xB2, 101, 0, 0xB2, 100, 0, 0xB2, 6, 7, 0xB2, 38, 104 })]
    [InlineData(15, 300, 5, new byte[] { 0xB2, 99, 2, 0xB2, 98, 44, 0xB2, 6, 0, 0xB2, 38, 5 })]
    [InlineData(0, 0, 0, new byte[0])]
    public void FineControllersAreSeveralMessages(byte type, int parameter, int value, byte[] expected)
    {
        var sent = new byte[SequencerEvent.Size];
        sent[0] = type;
        sent[16] = 2;
        BinaryPrimitives.WriteInt32LittleEndian(sent.AsSpan(20), parameter);
        BinaryPrimitives.WriteInt32LittleEndian(sent.AsSpan(24), value);
        var midi = new byte[SequencerEvent.MostMidiBytes];

        Assert.Equal(expected, midi[..SequencerEvent.ToMidi(sent, midi)]);
    }

    [Theory]
    [InlineData(0, 28)]
    [InlineData(1, 56)]
    [InlineData(28, 56)]
    [InlineData(29, 84)]
    public void LongEventsTakeWholeEventsBehindThem(int behind, int expected)
    {
        var sent = new byte[SequencerEvent.Size];
        sent[0] = 130;
        sent[1] = 1 << 2;
        BinaryPrimitives.WriteInt32LittleEndian(sent.AsSpan(16), behind);

        Assert.Equal(expected, SequencerEvent.LengthOf(sent));
    }

    [Fact]
    public void MachineWithoutSequencerHasNone()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Null(SequencerClient.Open(Path.Combine(Path.GetTempPath(), "no", "seq"), "test"));
            Assert.Null(SequencerClient.Open(file, "test"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(60, SequencerNews.None)]
    [InlineData(61, SequencerNews.ClientWent)]
    [InlineData(62, SequencerNews.ClientChanged)]
    [InlineData(63, SequencerNews.PortCame)]
    [InlineData(64, SequencerNews.PortWent)]
    [InlineData(65, SequencerNews.PortCame)]
    [InlineData(66, SequencerNews.None)]
    public void NewsAreOfTheirSubject(byte type, SequencerNews news)
    {
        var sent = new byte[SequencerEvent.Size];
        (sent[0], sent[16], sent[17]) = (type, 129, 3);

        Assert.Equal(news, SequencerEvent.NewsOf(sent));
        Assert.Equal(new SequencerAddress(129, 3), SequencerEvent.SubjectOf(sent));
    }
}
