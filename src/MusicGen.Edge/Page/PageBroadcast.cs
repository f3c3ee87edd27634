using System.Runtime.InteropServices;

namespace MusicGen.Edge;

/// <summary>
/// Tells all browsers what is new, on a thread of its own: looks at the box a few dozen times a second, writes each message
/// once and puts it into the browsers' queues. Nobody waits for it, and it waits for nobody.
/// </summary>
/// <remarks>Single-threaded: the broadcasting thread.</remarks>
internal sealed class PageBroadcast(IPageBox box, PageAudience audience, PageMessages messages)
{
    private const int MostEventsATurn = 2048;
    private const int ManyBrowsers = 8;
    private static readonly TimeSpan _soundTurn = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(33);
    private static readonly TimeSpan _slowTurn = TimeSpan.FromMilliseconds(66);
    private static readonly TimeSpan _clockTurn = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _healthTurn = TimeSpan.FromSeconds(1);

    private readonly SoundingKeys _sounding = new();
    private readonly List<NoteEvent> _played = [];
    private readonly short[] _samples = new short[1 << 14];
    private readonly ManualResetEventSlim _stopped = new();
    private long _stateNumber = -1, _logNumber;
    private long _clockFrame, _healthFrame;
    private IReadOnlyList<DecidedNote>? _decided;
    private IReadOnlyList<Fault>? _faults;
    private (long Changes, SteeringParameter? Learning) _controllers;

    /// <summary>Asks for the end. Any thread.</summary>
    public void Stop() => _stopped.Set();

    /// <summary>Broadcasts until <see cref="Stop"/>.</summary>
    public void Run()
    {
        do Turn();
        while (!_stopped.Wait(audience.Hearing.Length > 0 ? _soundTurn : audience.Seeing.Length > ManyBrowsers ? _slowTurn : _turn));
    }

    /// <summary>One look at the box.</summary>
    public void Turn()
    {
        TakePlayed();
        SendSound();
        var seeing = audience.Seeing;
        if (seeing.Length == 0) return;
        // The notes that sound are in the greeting of those who come new; so first the others are brought up to date.
        SendNotes(seeing);
        SendChanges(seeing);
        Greet(seeing);
    }

    private static void SendTo(PageClient[] clients, byte[] message)
    {
        foreach (var client in clients)
        {
            // What does not fit is not sent late: the browser is told everything anew when it has caught up.
            if (!client.NeedsGreeting && !client.Offer(message)) client.NeedsGreeting = true;
        }
    }

    private void TakePlayed()
    {
        _played.Clear();
        while (_played.Count < MostEventsATurn && box.TryTakePlayed(out var played))
        {
            _sounding.Take(played);
            if (played.Kind <= NoteEventKind.NoteOn) _played.Add(played);
        }
    }

    private void SendSound()
    {
        var hearing = audience.Hearing;
        if (!box.Sound.IsListened)
        {
            if (hearing.Length == 0) return;
            box.Sound.Clear();
            box.Sound.IsListened = true;
        }

        if (hearing.Length == 0)
        {
            box.Sound.IsListened = false;
            return;
        }

        var count = box.Sound.Read(_samples);
        if (count == 0) return;
        // Samples are little-endian wherever this runs.
        var message = MemoryMarshal.AsBytes(_samples.AsSpan(0, count)).ToArray();
        foreach (var client in hearing) client.Offer(message);
    }

    private void SendNotes(PageClient[] seeing)
    {
        var decided = box.Decided;
        var frame = box.PlayedFrames;
        var isOld = ReferenceEquals(decided, _decided);
        if (_played.Count == 0 && isOld && frame - _clockFrame < FramesOf(_clockTurn)) return;
        _clockFrame = frame;
        _decided = decided;
        SendTo(seeing, messages.Notes(frame, _played, isOld ? null : decided));
    }

    private void SendChanges(PageClient[] seeing)
    {
        var state = box.State;
        if (state.Number != _stateNumber)
        {
            _stateNumber = state.Number;
            SendTo(seeing, messages.State(state));
        }

        var faults = box.Faults;
        if (!ReferenceEquals(faults, _faults))
        {
            _faults = faults;
            SendTo(seeing, messages.Faults(faults));
        }

        // Learning ends by itself, too, when nothing is moved.
        var controllers = (box.Controllers.ChangeCount, box.Controllers.Learning);
        if (controllers != _controllers)
        {
            _controllers = controllers;
            SendTo(seeing, messages.Controllers(box.Controllers));
        }

        if (box.Log.Count != _logNumber)
        {
            SendTo(seeing, messages.Log(box.Log.Since(_logNumber)));
            _logNumber = box.Log.Count;
        }

        var frame = box.PlayedFrames;
        if (frame - _healthFrame < FramesOf(_healthTurn)) return;
        _healthFrame = frame;
        SendTo(seeing, messages.Health(box.ReadHealth()));
    }

    private void Greet(PageClient[] seeing)
    {
        byte[]? greeting = null;
        foreach (var client in seeing)
        {
            if (!client.NeedsGreeting || !client.IsCaughtUp) continue;
            greeting ??= messages.Hello(box, _sounding.All);
            client.NeedsGreeting = !client.Offer(greeting);
        }
    }

    private long FramesOf(TimeSpan time) => (long)(time.TotalSeconds * box.SampleRateHz);
}
