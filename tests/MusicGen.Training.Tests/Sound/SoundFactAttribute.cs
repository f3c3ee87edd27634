namespace MusicGen.Training.Tests;

/// <summary>A test that makes pieces heard; skipped where there is no SoundFont or no synthesizer.</summary>
internal sealed class SoundFactAttribute : FactAttribute
{
    public SoundFactAttribute()
    {
        var reason = new StringWriter();
        if (PieceSound.Open(null, reason) is null) Skip = reason.ToString().Trim();
    }
}
