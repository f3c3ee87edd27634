namespace MusicGen.Edge;

/// <summary>The box of a scripted visit: events go in, one period at a time comes out.</summary>
internal sealed class VisitStage(Conductor conductor, Player player, Inbox inbox, ScriptedKeys keys, VisitEars ears)
{
    /// <summary>The clock.</summary>
    public Player Player => player;

    /// <summary>Somebody does something now.</summary>
    public void Post(BoxEvent boxEvent)
    {
        keys.Play(boxEvent);
        inbox.TryPost(boxEvent with { Frame = Math.Max(1, player.PlayedFrames) });
    }

    /// <summary>One period of sound.</summary>
    public void Step(Span<float> left, Span<float> right)
    {
        conductor.Step();
        player.Render(left, right);
        while (player.PlayedEvents.TryDequeue(out var played)) ears.Hear(played);
        ears.Flush();
    }
}
