namespace MusicGen.Training.Tests;

/// <summary>A test that engraves sheet music by LilyPond; skipped where it is not installed.</summary>
internal sealed class LilyPondFactAttribute : FactAttribute
{
    public LilyPondFactAttribute()
    {
        try
        {
            SheetEngraving.Open();
        }
        catch (NotSupportedException e)
        {
            Skip = e.Message;
        }
    }
}
