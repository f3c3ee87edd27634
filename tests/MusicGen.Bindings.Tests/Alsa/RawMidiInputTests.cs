using MusicGen.Bindings.Alsa;

namespace MusicGen.Bindings.Tests.Alsa;

public sealed class RawMidiInputTests : IDisposable
{
    private readonly PretendedDevices _devices = new();
    private readonly byte[] _bytes = new byte[16];

    public void Dispose() => _devices.Dispose();

    [Fact]
    public void BytesThatHaveComeAreReadAndNothingIsWaitedFor()
    {
        using var keyboard = _devices.Plug("midiC1D0");
        using var input = RawMidiInput.Open(_devices.Path("midiC1D0"));

        Assert.Equal(0, input.Read(_bytes));
        keyboard.Write([0x90, 60, 100]);
        Assert.Equal(3, input.Read(_bytes));
        Assert.Equal([0x90, 60, 100], _bytes[..3]);
        Assert.Equal(0, input.Read(_bytes));
    }

    [Fact]
    public void PulledCableIsSaidInASentence()
    {
        var keyboard = _devices.Plug("midiC1D0");
        using var input = RawMidiInput.Open(_devices.Path("midiC1D0"));
        keyboard.Write([0x90, 60, 100]);
        keyboard.Dispose();

        Assert.Equal(3, input.Read(_bytes));
        var fault = Assert.Throws<NativeException>(() => input.Read(_bytes));

        Assert.Equal(19, fault.ErrorCode);
        Assert.Contains($"Bytes of a keyboard expected from '{_devices.Path("midiC1D0")}'", fault.Message);
        Assert.Contains("plug the keyboard in", fault.Message);
    }

    [Fact]
    public void MissingDeviceIsSaidInASentence()
    {
        var fault = Assert.Throws<NativeException>(() => RawMidiInput.Open(_devices.Path("midiC9D0")));

        Assert.Equal(("open", 2), (fault.Function, fault.ErrorCode));
        Assert.Contains("midiC9D0', but open says: No such file or directory (error 2); plug the keyboard in.", fault.Message);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        using var keyboard = _devices.Plug("midiC1D0");
        using var input = RawMidiInput.Open(_devices.Path("midiC1D0"));
        keyboard.Write(new byte[3 * 3100]);
        var count = 0;

        Assert.Equal(0, Allocation.BytesOf(() => Read(100), () => count = Read(1000)));
        Assert.Equal(3000, count);

        int Read(int times)
        {
            var sum = 0;
            for (var i = 0; i < times; i++) sum += input.Read(_bytes.AsSpan(0, 3));
            return sum;
        }
    }

    [Fact]
    public void WaitEndsWhenBytesCome()
    {
        using var poll = new RawMidiPoll();
        using var quiet = _devices.Plug("midiC1D0");
        using var played = _devices.Plug("midiC2D0");
        using var first = RawMidiInput.Open(_devices.Path("midiC1D0"));
        using var second = RawMidiInput.Open(_devices.Path("midiC2D0"));
        poll.Add(first);
        poll.Add(second);

        Assert.False(poll.Wait(0));
        played.Write([0xFE]);

        Assert.True(poll.Wait(-1));
    }

    [Fact]
    public void WaitEndsWhenTheCableIsPulled()
    {
        using var poll = new RawMidiPoll();
        var keyboard = _devices.Plug("midiC1D0");
        using var input = RawMidiInput.Open(_devices.Path("midiC1D0"));
        poll.Add(input);

        keyboard.Dispose();

        Assert.True(poll.Wait(-1));
    }

    [Fact]
    public void WakingEndsOneWaitAndIsHarmlessAfterTheEnd()
    {
        var poll = new RawMidiPoll();
        poll.Wake();
        poll.Wake();

        Assert.True(poll.Wait(-1));
        Assert.False(poll.Wait(0));
        poll.Dispose();
        poll.Wake();
    }

    [Fact]
    public void RemovedInputIsWaitedForNoMore()
    {
        using var poll = new RawMidiPoll();
        using var keyboard = _devices.Plug("midiC1D0");
        using var input = RawMidiInput.Open(_devices.Path("midiC1D0"));
        poll.Add(input);
        keyboard.Write([0xFE]);

        poll.Remove(input);

        Assert.False(poll.Wait(0));
    }
}
