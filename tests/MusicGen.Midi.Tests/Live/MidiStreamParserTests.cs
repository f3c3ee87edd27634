using MusicGen.Midi.Live;

namespace MusicGen.Midi.Tests;

/// <summary>The parser of live bytes, case by case, and on noise.</summary>
public sealed class MidiStreamParserTests
{
    [Theory]
    [InlineData("90 3C 64", "90 3C 64")]
    [InlineData("90 3C 64 3E 65 40 66", "90 3C 64|90 3E 65|90 40 66")]
    [InlineData("90 3C 00", "80 3C 00")]
    [InlineData("93 3C 64 3C 00", "93 3C 64|83 3C 00")]
    [InlineData("C5 07 08", "C5 07 00|C5 08 00")]
    [InlineData("D5 07", "D5 07 00")]
    [InlineData("E1 00 40", "E1 00 40")]
    [InlineData("A2 3C 10", "A2 3C 10")]
    [InlineData("B0 40 7F", "B0 40 7F")]
    [InlineData("90 3C F8 64", "F8 00 00|90 3C 64")]
    [InlineData("90 F8 3C FE 64 FA FB FC FF", "F8 00 00|FE 00 00|90 3C 64|FA 00 00|FB 00 00|FC 00 00|FF 00 00")]
    [InlineData("90 3C F9 64 FD 3E 65", "90 3C 64|90 3E 65")]
    [InlineData("90 3C 64 F6 3E 65", "90 3C 64|F6 00 00")]
    [InlineData("90 3C 64 F4 3E 65 90 40 66", "90 3C 64|90 40 66")]
    [InlineData("90 3C 64 F5 3E", "90 3C 64")]
    [InlineData("F1 35 36", "F1 35 00")]
    [InlineData("F2 01 02 03 04", "F2 01 02")]
    [InlineData("F3 05", "F3 05 00")]
    [InlineData("F0 7E 01 F7", "F0 00 00")]
    [InlineData("F0 7E F8 01 F7", "F8 00 00|F0 00 00")]
    [InlineData("F0 7E 01 90 3C 64", "90 3C 64")]
    [InlineData("F0 7E 01 F4 02 F7", "")]
    [InlineData("F0 01 F0 02 F7", "F0 00 00")]
    [InlineData("90 3C 64 F0 01 F7 3E 65", "90 3C 64|F0 00 00")]
    [InlineData("F7 3C 64", "")]
    [InlineData("3C 64 90 3C 64", "90 3C 64")]
    [InlineData("90 3C 80 3C 40", "80 3C 40")]
    [InlineData("", "")]
    public void BytesBecomeMessages(string bytes, string expected)
    {
        var messages = new List<MidiMessage>();
        new MidiStreamParser().Push(Parse(bytes), messages.Add);

        Assert.Equal(expected, string.Join('|', messages.Select(message => $"{message.Status:X2} {message.Data1:X2} {message.Data2:X2}")));
    }

    [Fact]
    public void ContentsOfASystemExclusiveMessageAreThereWhenItIsComplete()
    {
        var parser = new MidiStreamParser();
        var contents = Array.Empty<byte>();

        parser.Push(Parse("F0 7E 7F 06 01 F7"), message => contents = parser.SystemExclusive.ToArray());

        Assert.Equal(Parse("7E 7F 06 01"), contents);
    }

    [Fact]
    public void TooLongSystemExclusiveMessageIsDroppedAndTheNextIsNot()
    {
        var parser = new MidiStreamParser(systemExclusiveCapacity: 3);
        var lengths = new List<int>();

        parser.Push(Parse("F0 01 02 03 04 05 06 07 F7 F0 01 02 03 F7"), _ => lengths.Add(parser.SystemExclusive.Length));

        Assert.Equal([3], lengths);
        Assert.Equal(1, parser.DroppedSystemExclusiveCount);
    }

    [Fact]
    public void ResetForgetsWhatWasBegun()
    {
        var parser = new MidiStreamParser();
        parser.Push(0x90, out _);
        parser.Push(0x3C, out _);

        parser.Reset();

        Assert.False(parser.Push(0x40, out _));
        Assert.Equal(1, parser.DroppedByteCount);
    }

    [Fact]
    public void NoiseGivesValidMessagesOnlyAndAllocatesNothing()
    {
        var random = new SplitMix(7);
        var bytes = new byte[1_000_000];
        random.Fill(bytes);
        var parser = new MidiStreamParser();
        var invalidCount = 0;
        var messageCount = 0;
        Action<MidiMessage> check = message =>
        {
            messageCount++;
            if (message.Status is < 0x80 or 0xF4 or 0xF5 or 0xF7 or 0xF9 or 0xFD || (message.Data1 | message.Data2) > 127 || (message.Kind == MidiMessageKind.NoteOn && message.Data2 == 0))
                invalidCount++;
        };

        Assert.Equal(0, Allocation.BytesOf(() => parser.Push(bytes.AsSpan(0, 1000), check), () => parser.Push(bytes, check)));
        Assert.Equal(0, invalidCount);
        Assert.InRange(messageCount, 300_000, 3_000_000);
    }

    [Fact]
    public void CuttingTheStreamAnywhereChangesNothing()
    {
        var random = new SplitMix(8);
        var bytes = new byte[20_000];
        random.Fill(bytes);
        var whole = new List<MidiMessage>();
        var pieces = new List<MidiMessage>();
        new MidiStreamParser().Push(bytes, whole.Add);

        var parser = new MidiStreamParser();
        for (var start = 0; start < bytes.Length;)
        {
            var length = Math.Min(1 + random.Next(7), bytes.Length - start);
            parser.Push(bytes.AsSpan(start, length), pieces.Add);
            start += length;
        }

        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void MessageKnowsItsKindChannelAndValue()
    {
        Assert.Equal((MidiMessageKind.PitchBend, 3, 0x2001), Parts(new MidiMessage(0xE3, 1, 0x40)));
        Assert.Equal((MidiMessageKind.Start, 0, 0), Parts(new MidiMessage(0xFA, 0, 0)));
        Assert.Equal((MidiMessageKind.None, 0, 0), Parts(default));
        Assert.True(new MidiMessage(0xF8, 0, 0).IsRealTime);

        static (MidiMessageKind Kind, int Channel, int Value) Parts(MidiMessage message) => (message.Kind, message.Channel, message.Value14);
    }

    [Theory]
    [InlineData("90 3C 64", 3)]
    [InlineData("C0 05 00", 2)]
    [InlineData("F8 00 00", 1)]
    [InlineData("F0 00 00", 0)]
    [InlineData("00 00 00", 0)]
    public void MessagesAreWrittenWithTheirLength(string message, int length)
    {
        var parts = Parse(message);
        var bytes = new byte[3];

        Assert.Equal(length, new MidiMessage(parts[0], parts[1], parts[2]).WriteTo(bytes));
        Assert.Equal(parts[..length], bytes[..length]);
        Assert.Equal(0, new MidiMessage(0x90, 1, 1).WriteTo(new byte[2]));
    }

    private static byte[] Parse(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty));
}
