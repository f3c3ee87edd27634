using MusicGen.Midi.Live;

namespace MusicGen.Edge.Tests;

public sealed class MidiOutLoopTests : IDisposable
{
    private const int PeriodFrames = 480;
    private const int PeriodMilliseconds = 10;

    private readonly ManualTime _time = new();
    private readonly NoteEventQueue _live = new(4096);
    private readonly Player _player;
    private readonly List<string> _said = [];
    private readonly float[] _left = new float[PeriodFrames], _right = new float[PeriodFrames];
    private FakeInstrument? _instrument = new();
    private MidiOutLoop _loop;
    private double _tempo = 120;
    private bool _isPlaying = true;

    public MidiOutLoopTests()
    {
        _player = new Player(new HearingSynthesizer(), new NoteEventQueue(16), new PlayerOptions { SampleRate = 48_000 }, _live);
        _loop = Loop(sendsClock: false);
    }

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void InstrumentPlaysWhatIsPlayedLessThanTwoPeriodsLater()
    {
        Pass(5);
        Play(NoteEventKind.NoteOn, 60, 100);

        Pass(3);

        Assert.Equal([0x90, 60, 100], _instrument!.Bytes);
        Play(NoteEventKind.NoteOff, 60);
        Play(NoteEventKind.ControlChange, 64, 127);
        Play(NoteEventKind.ProgramChange, 19);
        Play(NoteEventKind.PitchBend, 1, 65);
        Pass(3);
        Assert.Equal([0x80, 60, 0, 0xB0, 64, 127, 0xC0, 19, 0xE0, 1, 65], _instrument.Bytes[3..]);
        Assert.Equal(["MIDI out plays on 'Synth'"], _said);
    }

    [Fact]
    public void WhatItHoldsIsTakenBackAtTheEnd()
    {
        Pass(5);
        Play(NoteEventKind.NoteOn, 60, 100);
        Play(NoteEventKind.NoteOn, 64, 100);
        Play(NoteEventKind.NoteOff, 64);
        Play(NoteEventKind.ControlChange, 64, 127);
        Play(NoteEventKind.PitchBend, 0, 0);
        Pass(5);
        var before = _instrument!.Bytes.Count;
        _instrument.Room = 2;

        _loop.Dispose();

        Assert.Equal([0x80, 60, 0, 0xB0, 64, 0, 0xE0, 0, 64], _instrument.Bytes[before..]);
        Assert.False(_instrument.IsOpen);
    }

    [Fact]
    public void InstrumentThatComesBackIsPlayedAgainWithItsPrograms()
    {
        Pass(5);
        Play(NoteEventKind.ProgramChange, 19);
        Play(NoteEventKind.NoteOn, 60, 100);
        Pass(5);

        _instrument!.IsPulled = true;
        var pulled = _instrument;
        _instrument = null;
        Pass(110);
        Assert.False(_loop.IsOpen);
        Assert.False(pulled.IsOpen);
        _instrument = new FakeInstrument();
        Pass(110);
        Play(NoteEventKind.NoteOn, 62, 100);
        Pass(5);

        Assert.Equal([0xC0, 19, 0x90, 62, 100], _instrument.Bytes);
        Assert.Equal(["MIDI out plays on 'Synth'", "MIDI out lost 'Synth', it is looked for: unplugged", "MIDI out plays on 'Synth'"], _said);
    }

    [Fact]
    public void InstrumentThatTakesNothingIsSilencedWhenItDoes()
    {
        Pass(5);
        _instrument!.Room = 0;
        for (var i = 0; i < 40; i++)
        {
            for (byte pitch = 30; pitch < 90; pitch++) Play(NoteEventKind.NoteOn, pitch, 100);
            Pass(3);
        }

        _instrument.Room = int.MaxValue;
        Pass(3);

        Assert.True(_loop.DroppedCount > 0);
        var parser = new MidiStreamParser();
        var held = new HashSet<int>();
        foreach (var value in _instrument.Bytes)
        {
            if (!parser.Push(value, out var message)) continue;
            if (message.Kind == MidiMessageKind.NoteOn) held.Add(message.Data1);
            else if (message.Kind == MidiMessageKind.NoteOff) held.Remove(message.Data1);
            else if (message is { Kind: MidiMessageKind.ControlChange, Data1: 120 or 123, Channel: 0 }) held.Clear();
        }

        // What came after the silencing is held by the keys.
        var before = _instrument.Bytes.Count;
        _loop.Dispose();
        for (var i = before; i < _instrument.Bytes.Count; i++)
            if (parser.Push(_instrument.Bytes[i], out var message) && message.Kind == MidiMessageKind.NoteOff) held.Remove(message.Data1);
        Assert.Empty(held);
    }

    [Fact]
    public void PanicSilencesEveryChannel()
    {
        Pass(5);
        Play(NoteEventKind.NoteOn, 60, 100);
        Pass(5);
        var before = _instrument!.Bytes.Count;

        _loop.Panic();
        Pass(1);

        var sent = _instrument.Bytes[before..];
        Assert.Equal([0x80, 60, 0], sent[..3]);
        Assert.Equal(3 + 16 * 9, sent.Count);
        Assert.Equal([0xBF, 64, 0, 0xBF, 123, 0, 0xBF, 120, 0], sent[^9..]);
    }

    [Fact]
    public void ClockIsEvenAndFollowsTheTempo()
    {
        _loop.Dispose();
        _loop = Loop(sendsClock: true);
        Pass(1);
        Assert.Equal(0xFA, _instrument!.Bytes[0]);
        Pass(200);

        var beats = new List<long>();
        Count(2000, beats);
        Assert.InRange(beats.Count, 95, 97);
        Assert.All(beats.Zip(beats.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 19, 23));

        _tempo = 60;
        beats.Clear();
        Count(2000, beats);
        Assert.InRange(beats.Count, 47, 50);
        _isPlaying = false;
        Pass(2);
        Assert.Contains((byte)0xFC, _instrument.Bytes);
    }

    private void Count(int milliseconds, List<long> beats)
    {
        for (var i = 0; i < milliseconds; i++)
        {
            var before = _instrument!.Bytes.Count;
            Tick();
            beats.AddRange(_instrument.Bytes[before..].Where(value => value == 0xF8).Select(_ => _time.GetTimestamp()));
        }
    }

    private MidiOutLoop Loop(bool sendsClock) => new(() => _instrument, _player, PeriodFrames, _time, _said.Add)
    {
        QuartersPerMinute = sendsClock ? () => _tempo : null,
        IsPlaying = () => _isPlaying,
    };

    private void Play(NoteEventKind kind, byte data1, byte data2 = 0) =>
        Assert.True(_live.TryEnqueue(new NoteEvent(0, kind, 0, data1, data2, 20, NoteEvent.LiveGeneration)));

    private void Pass(int periods)
    {
        for (var i = 0; i < periods * PeriodMilliseconds; i++) Tick();
    }

    // A millisecond of the box: a period is rendered when its time has come.
    private void Tick()
    {
        if (_instrument is not null) _instrument.IsOpen = true;
        if (_time.GetTimestamp() % PeriodMilliseconds == 0) _player.Render(_left, _right);
        while (_player.PlayedEvents.TryDequeue(out var played)) _loop.Hear(played);
        _loop.Step();
        _time.Advance(1);
    }
}
