namespace MusicGen.Edge.Tests;

/// <summary>A GPIO chip of the test's making: lines that are taken, contacts that are pressed, lights that are looked at, and a chip that can vanish.</summary>
internal sealed class FakeLines : IPanelLines
{
    private readonly Dictionary<int, (FakeContact Contact, Action<bool> Moved)> _contacts = [];
    private readonly Dictionary<int, Action<int>> _encoders = [];

    public string Name => "fake (64 lines)";

    public HashSet<int> Taken { get; } = [];

    public bool IsGone { get; set; }

    public bool IsClosed { get; private set; }

    public IEnumerable<int> Open => _contacts.Keys;

    public Dictionary<int, FakeLight> Lights { get; } = [];

    public void Set(int line, bool isDown)
    {
        _contacts[line].Contact.Level = isDown;
        _contacts[line].Moved(isDown);
    }

    /// <summary>Changes the level without telling: an edge that got lost.</summary>
    public void SetSilently(int line, bool isDown) => _contacts[line].Contact.Level = isDown;

    public void Turn(int lineA, int steps)
    {
        for (var i = 0; i < Math.Abs(steps); i++) _encoders[lineA](Math.Sign(steps));
    }

    public IPanelContact OpenContact(int line, ButtonOptions options, Action<bool> moved)
    {
        Require(line);
        var contact = new FakeContact(this, () => _contacts.Remove(line));
        _contacts[line] = (contact, moved);
        return contact;
    }

    public IPanelContact OpenEncoder(int lineA, int lineB, int detentsPerCycle, Action<int> turned)
    {
        Require(lineA);
        Require(lineB);
        _encoders[lineA] = turned;
        return new FakeContact(this, () => _encoders.Remove(lineA));
    }

    public IPanelLight OpenLight(int line, bool isActiveLow)
    {
        Require(line);
        return Lights[line] = new FakeLight(this);
    }

    public void Dispose() => IsClosed = true;

    private void Require(int line)
    {
        if (Taken.Contains(line)) throw new IOException($"Line {line} of GPIO chip 'fake' expected to be free, but 'other' holds it.");
    }

    private void RequireChip()
    {
        if (IsGone) throw new IOException("The chip is gone.");
    }

    private sealed class FakeContact(FakeLines owner, Action close) : IPanelContact
    {
        public bool Level { get; set; }

        public bool IsDown()
        {
            owner.RequireChip();
            return Level;
        }

        public void Dispose() => close();
    }

    internal sealed class FakeLight(FakeLines owner) : IPanelLight
    {
        public bool IsOn { get; private set; }

        public void Set(bool isOn)
        {
            owner.RequireChip();
            IsOn = isOn;
        }

        public void Dispose() => IsOn = false;
    }
}
