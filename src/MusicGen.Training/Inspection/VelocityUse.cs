namespace MusicGen.Training;

/// <summary>How loud the notes of a file are, as <c>inspect</c> tells it.</summary>
/// <param name="Lowest">Softest velocity, 1–127.</param>
/// <param name="Highest">Loudest velocity, 1–127.</param>
/// <param name="Mean">Mean over the notes.</param>
/// <param name="Distinct">Different velocities; 1 = flat.</param>
internal sealed record VelocityUse(int Lowest, int Highest, double Mean, int Distinct)
{
    public static VelocityUse Of(Piece piece)
    {
        var velocities = piece.Notes.Select(note => (int)note.Velocity).ToList();
        return new VelocityUse(velocities.Min(), velocities.Max(), Math.Round(velocities.Average(), 2), velocities.Distinct().Count());
    }
}
