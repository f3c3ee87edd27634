namespace MusicGen.Edge;

/// <summary>One rotary encoder: where its contacts are and what turning does. Its push contact is a button like the others.</summary>
internal sealed record EncoderOptions
{
    /// <value>Contact A.</value>
    public required LinePlace A { get; init; }

    /// <value>Contact B.</value>
    public required LinePlace B { get; init; }

    /// <value>Steps that are felt in one cycle of the contacts, 1 or 2; the data sheet says "pulses" and "detents".</value>
    public int DetentsPerCycle { get; init; } = 1;

    /// <value>Name of the parameter that it turns; null: it goes through the presets.</value>
    public string? Parameter { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"encoder at {A} and {B}";
}
