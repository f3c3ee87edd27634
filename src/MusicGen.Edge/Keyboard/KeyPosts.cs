namespace MusicGen.Edge;

/// <summary>
/// Tells the inbox which keys of one keyboard go down and come up, beside their sound. A key that was told to be down is
/// told to be up in the end, however full the inbox was meanwhile.
/// </summary>
/// <remarks>Single-threaded: the input thread. Allocates in its constructor only.</remarks>
internal sealed class KeyPosts(Inbox inbox, Func<long> frame)
{
    // How many channels hold the pitch: a keyboard that is split may reach one pitch twice.
    private readonly byte[] _held = new byte[128];
    private UInt128 _told, _owed;

    /// <summary>What the keys count as.</summary>
    public BoxEventSource Source { get; set; }

    /// <summary>Whether no key is owed that has come up.</summary>
    public bool IsSettled => _owed == 0;

    /// <summary>A key goes down.</summary>
    /// <param name="pitch">0–127.</param>
    /// <param name="velocity">1–127.</param>
    /// <param name="isHeld">Whether its channel holds it already.</param>
    public void Down(byte pitch, byte velocity, bool isHeld)
    {
        if (!isHeld) _held[pitch]++;
        // What was owed comes first, or a key would come up after it went down again.
        if (Settle() && Post(BoxEventKind.KeyDown, pitch, velocity)) _told |= UInt128.One << pitch;
    }

    /// <summary>A key comes up in one channel.</summary>
    public void Up(byte pitch)
    {
        if (--_held[pitch] > 0) return;
        _owed |= _told & (UInt128.One << pitch);
        Settle();
    }

    /// <summary>All keys are let go.</summary>
    public void AllUp()
    {
        Array.Clear(_held);
        _owed |= _told;
        Settle();
    }

    /// <summary>Tells what is owed, as far as there is room.</summary>
    /// <returns>Whether nothing is owed any more.</returns>
    public bool Settle()
    {
        while (_owed != 0)
        {
            var pitch = (byte)UInt128.TrailingZeroCount(_owed);
            if (!Post(BoxEventKind.KeyUp, pitch, 0)) return false;
            _owed &= ~(UInt128.One << pitch);
            _told &= ~(UInt128.One << pitch);
        }

        return true;
    }

    private bool Post(BoxEventKind kind, byte pitch, byte velocity) => inbox.TryPost(new BoxEvent(kind, Source, pitch, velocity, null, frame()));
}
