using System.Runtime.InteropServices;

namespace MusicGen.Core;

/// <summary>
/// What a player plays, fed to the composer as it happens, so that handing over costs one step and not a phrase. A key that
/// is down has a guessed length; when it comes up the composer goes back and hears it again as it was. Part of
/// <see cref="Performance"/>.
/// </summary>
/// <remarks>Single-threaded: the thread that composes.</remarks>
internal sealed class HeardPhrase
{
    // Fingers of one chord come down within this time of each other; in the music that a model learns from they are together.
    private const double ChordSeconds = 0.035;
    private const double FirstGuessSeconds = 0.3;

    // A pause before the phrase is no part of the music.
    private const double LongestGapSeconds = 2;

    // Going back further would cost more than it tells.
    private const int MostRepairedNotes = 48;
    private const int MostNotes = 512;

    private readonly Composer _composer;
    private readonly Scheduler _scheduler;
    private readonly byte _program;
    private readonly List<HeardNote> _notes = [];
    private long _firstIndex, _guessTicks, _chordFrame;

    public HeardPhrase(Composer composer, Scheduler scheduler, byte program)
    {
        _composer = composer;
        _scheduler = scheduler;
        _program = program;
        Begin();
    }

    /// <summary>Keys so far.</summary>
    public int Count => _notes.Count;

    /// <summary>A new phrase begins with the next key.</summary>
    public void Begin()
    {
        _notes.Clear();
        _guessTicks = (long)(FirstGuessSeconds * _scheduler.TicksPerSecond);
    }

    /// <summary>A key went down.</summary>
    public void Press(int pitch, int velocity, long frame)
    {
        Raise(pitch, frame);
        if (_notes.Count == 0) _firstIndex = _composer.NextIndex;
        if (_notes.Count == MostNotes) ForgetOldest();
        var onset = OnsetOf(frame);
        var at = _notes.Count;
        while (at > 0 && _notes[at - 1].OnsetTicks == onset && _notes[at - 1].Pitch >= pitch) at--;
        // The same key again within the time of a chord: a bounce.
        if (at < _notes.Count && _notes[at].OnsetTicks == onset && _notes[at].Pitch == pitch) return;
        _notes.Insert(at, new HeardNote
        {
            Pitch = (byte)pitch,
            Velocity = (byte)velocity,
            IsOpen = true,
            OnsetFrame = frame,
            OnsetTicks = onset,
            DurationTicks = _guessTicks,
        });
        HearFrom(at);
    }

    /// <summary>A key came up.</summary>
    public void Raise(int pitch, long frame)
    {
        var at = _notes.FindLastIndex(note => note.IsOpen && note.Pitch == pitch);
        if (at < 0) return;
        ref var note = ref CollectionsMarshal.AsSpan(_notes)[at];
        note.IsOpen = false;
        var cell = _composer.Codec.CellTicks;
        var ticks = (long)Math.Round((frame - note.OnsetFrame) / (double)_scheduler.SampleRate * _scheduler.TicksPerSecond / cell) * cell;
        var before = note.DurationTicks;
        note.DurationTicks = Math.Max(cell, ticks);
        // The next key is likely to be held as long as those before it.
        _guessTicks = Math.Max(cell, (3 * _guessTicks + note.DurationTicks) / 4 / cell * cell);
        var grid = _composer.Codec.Grid;
        if (grid.BinOf(before / cell) != grid.BinOf(note.DurationTicks / cell)) HearFrom(at);
    }

    /// <summary>The last notes, for finding their key.</summary>
    public void CopyLast(int count, List<Note> notes)
    {
        for (var i = Math.Max(0, _notes.Count - count); i < _notes.Count; i++) notes.Add(NoteOf(_notes[i]));
    }

    private Note NoteOf(in HeardNote heard) => new(heard.OnsetTicks, heard.DurationTicks, heard.Pitch, heard.Velocity, 0, _program);

    private long OnsetOf(long frame)
    {
        if (_notes.Count > 0 && frame - _chordFrame <= ChordSeconds * _scheduler.SampleRate) return _notes[^1].OnsetTicks;
        _chordFrame = frame;
        var cell = _composer.Codec.CellTicks;
        var last = _composer.LastOnsetTicks;
        var onset = (_scheduler.TicksAt(frame) + cell / 2) / cell * cell;
        var latest = last + (long)(LongestGapSeconds * _scheduler.TicksPerSecond) / cell * cell;
        if (_notes.Count > 0 || onset <= latest) return Math.Max(last, onset);
        _scheduler.Anchor(latest, frame);
        return latest;
    }

    // The composer hears the phrase again from a note on.
    private void HearFrom(int at)
    {
        if (_notes.Count - at > MostRepairedNotes) return;
        _composer.RewindTo(_firstIndex + at);
        for (var i = at; i < _notes.Count; i++) _composer.Hear(NoteOf(_notes[i]));
    }

    private void ForgetOldest()
    {
        _notes.RemoveRange(0, MostNotes / 2);
        _firstIndex += MostNotes / 2;
    }
}
