using System.Collections.Concurrent;

namespace MusicGen.Edge;

/// <summary>
/// The panel's buttons, encoders and keys: holds their lines as long as there are any, and turns what people do into events for the inbox.
/// Lights are opened here and switched by <see cref="LightLoop"/>.
/// </summary>
/// <remarks>Single-threaded: the panel's thread; edges and keys come from others.</remarks>
internal sealed class PanelFront : IDisposable
{
    /// <summary>Key of the fault that the chip is missing.</summary>
    public const string ChipFaultKey = "panel.chip";

    private const int CheckMilliseconds = 1000;
    private const int MostKeysWaiting = 256;

    private readonly PanelOptions _options;
    private readonly PanelDevices _devices;
    private readonly Inbox _inbox;
    private readonly Func<BoxState> _state;
    private readonly FaultBoard _faults;
    private readonly string _systemRoot;
    private readonly Func<long> _clock;
    private readonly Action _wake;
    private readonly List<PanelButton> _buttons = [];
    private readonly List<PanelEncoder> _encoders = [];
    private readonly List<PanelFixture> _fixtures = [];
    private readonly Dictionary<int, PanelButton> _keys = [];
    private readonly ConcurrentQueue<(int Code, bool IsDown, long At)> _keyEvents = new();
    private readonly PanelKnobs _knobs = new();
    private readonly Retry _chipRetry = new();
    private IPanelLines? _lines;
    private Board? _board;
    private long _nextCheck;

    /// <summary>Makes the panel of a configuration; nothing is opened yet.</summary>
    /// <param name="options">What is wired where.</param>
    /// <param name="surroundings">The machine.</param>
    /// <param name="inbox">Where events go.</param>
    /// <param name="state">The box now.</param>
    /// <param name="faults">Where what is missing is told.</param>
    /// <param name="clock">A monotonic clock in milliseconds.</param>
    /// <param name="wake">Ends the wait of the panel's thread; any thread.</param>
    public PanelFront(PanelOptions options, Surroundings surroundings, Inbox inbox, Func<BoxState> state, FaultBoard faults, Func<long> clock, Action wake)
    {
        (_options, _devices, _systemRoot) = (options, surroundings.Panel, surroundings.SystemRoot);
        (_inbox, _state, _faults, _clock, _wake) = (inbox, state, faults, clock, wake);
        foreach (var button in options.Buttons) AddButton(button);
        foreach (var encoder in options.Encoders) AddEncoder(encoder);
        foreach (var light in options.Lights) AddLight(light);
        foreach (var key in options.Keys) _keys[PanelKeys.CodeOf(key.Key!)!.Value] = Make(key);
    }

    /// <summary>The lights, for the thread that switches them.</summary>
    public List<PanelLight> Lights { get; } = [];

    /// <summary>Codes of the keys that mean something.</summary>
    public IReadOnlyCollection<int> KeyCodes => _keys.Keys;

    /// <summary>When there is something to do, however quiet the panel is.</summary>
    public long Deadline
    {
        get
        {
            var deadline = _options.UsesLines ? _lines is null ? _chipRetry.At : _nextCheck : long.MaxValue;
            foreach (var button in _buttons) deadline = Math.Min(deadline, button.Deadline);
            foreach (var key in _keys.Values) deadline = Math.Min(deadline, key.Deadline);
            return deadline;
        }
    }

    /// <summary>A key of a key pad went down or up. Any thread.</summary>
    public void OnKey(int code, bool isDown)
    {
        if (_keyEvents.Count >= MostKeysWaiting) return;
        _keyEvents.Enqueue((code, isDown, _clock()));
        _wake();
    }

    /// <summary>Does what there is to do now.</summary>
    public void Step()
    {
        var now = _clock();
        if (_options.UsesLines) StepLines(now);
        while (_keyEvents.TryDequeue(out var key))
            if (_keys.TryGetValue(key.Code, out var button)) button.OnKey(key.IsDown, key.At);
        foreach (var key in _keys.Values) key.Step(now);
        foreach (var encoder in _encoders) Turn(encoder, now);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void StepLines(long now)
    {
        if (_lines is null && now >= _chipRetry.At) OpenChip(now);
        try
        {
            if (_lines is not null && now >= _nextCheck) Check(now);
            foreach (var button in _buttons) button.Step(now);
        }
        catch (IOException e)
        {
            Lose(e, now);
        }
    }

    private void OpenChip(long now)
    {
        try
        {
            _board = _options.Board is { } name ? Board.Find(name) : Board.Detect(_systemRoot, _devices.ListChips());
            var labels = _options.Chip is { } label ? [label] : _board?.ChipLabels
                ?? throw new IOException("A board that is known expected, found none; say 'chip' (its label, see 'musicgen devices') in the panel's configuration.");
            _lines = _devices.OpenLines(labels, _options.Interface);
            _chipRetry.Succeed();
            _nextCheck = now;
            if (!_faults.Clear(ChipFaultKey, $"panel: {_lines.Name} is there")) _faults.Say($"panel: {_lines.Name}");
        }
        catch (IOException e)
        {
            _chipRetry.Fail(now);
            _faults.Raise(ChipFaultKey, e.Message, "The music goes on without the panel; it is tried again.");
        }
    }

    // Once a second: what is missing is tried, lost edges are found, and a chip that has gone is noticed.
    private void Check(long now)
    {
        _nextCheck = now + CheckMilliseconds;
        foreach (var fixture in _fixtures) fixture.Step(_lines!, _board, _faults, now);
        foreach (var button in _buttons) button.Check(now);
        foreach (var encoder in _encoders) encoder.Contact?.IsDown();
        foreach (var light in Lights)
            if (light.Failure is { } failure) throw failure;
    }

    private void Lose(IOException why, long now)
    {
        Close();
        _chipRetry.Fail(now);
        _faults.Raise(ChipFaultKey, why.Message, "The music goes on without the panel; it is tried again.");
        // What was held is let go, without its contact.
        foreach (var button in _buttons) button.Check(now);
    }

    private void Close()
    {
        foreach (var fixture in _fixtures) fixture.Close(_faults);
        _lines?.Dispose();
        _lines = null;
    }

    private PanelButton Make(ButtonOptions options) => new(options, _options.Times, Act);

    private void AddButton(ButtonOptions options)
    {
        var button = Make(options);
        _buttons.Add(button);
        _fixtures.Add(new PanelFixture(
            options.ToString(),
            options.Place!.Value,
            (lines, board) => button.Contact = lines.OpenContact(options.Place.Value.LineOn(board), options, isDown =>
            {
                button.OnEdge(isDown, _clock());
                _wake();
            }),
            () =>
            {
                using var contact = button.Contact;
                button.Contact = null;
            }));
    }

    private void AddEncoder(EncoderOptions options)
    {
        var encoder = new PanelEncoder(options);
        _encoders.Add(encoder);
        _fixtures.Add(new PanelFixture(
            options.ToString(),
            options.A,
            (lines, board) => encoder.Contact = lines.OpenEncoder(options.A.LineOn(board), options.B.LineOn(board), options.DetentsPerCycle, step =>
            {
                encoder.OnStep(step);
                _wake();
            }),
            () =>
            {
                using var contact = encoder.Contact;
                encoder.Contact = null;
            }));
    }

    private void AddLight(LightOptions options)
    {
        var light = new PanelLight(options);
        Lights.Add(light);
        IPanelLight? open = null;
        _fixtures.Add(new PanelFixture(
            options.ToString(),
            options.Place,
            (lines, board) => light.Use(open = lines.OpenLight(options.Place.LineOn(board), options.IsActiveLow)),
            () =>
            {
                light.Use(null);
                open?.Dispose();
            }));
    }

    private void Turn(PanelEncoder encoder, long now)
    {
        if (encoder.TakeSteps() is not (var steps and not 0)) return;
        if (SteeringParameter.Find(encoder.Options.Parameter) is { } parameter)
        {
            Post(new BoxEvent(BoxEventKind.Steered, BoxEventSource.Panel, Value: _knobs.Turn(parameter, steps, _state(), now), Text: parameter.Name));
            return;
        }

        for (var i = 0; i < Math.Abs(steps); i++) Post(new BoxEvent(BoxEventKind.PresetStep, BoxEventSource.Panel, Value: Math.Sign(steps)));
    }

    private void Act(PanelAction action)
    {
        if (action.EventIn(_state(), _knobs, _clock()) is { } boxEvent) Post(boxEvent);
    }

    // Where the inbox is full, the box is busier than any panel makes it: it counts what it drops.
    private void Post(in BoxEvent boxEvent) => _inbox.TryPost(boxEvent);
}
