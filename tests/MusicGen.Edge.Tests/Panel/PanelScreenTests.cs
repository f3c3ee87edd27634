using System.Text;

namespace MusicGen.Edge.Tests;

/// <summary>What the display shows. With MUSICGEN_PICTURES naming a folder, each picture is left there to be looked at.</summary>
public sealed class PanelScreenTests
{
    private static readonly BoxState _state = new() { Preset = "evening", Mode = PlayMode.Answer, Phase = BoxPhase.Answering };

    [Theory]
    [InlineData(64)]
    [InlineData(32)]
    public void ThePresetsNameIsAtTheTop(int height)
    {
        var frame = Draw(height, new PanelView { State = _state, Level = 0.25, Notes = Notes }, 0, "playing");

        Assert.Equal(TextOf("evening"), TextOf(frame, PixelFont.WidthOf("evening")));
    }

    [Fact]
    public void AFaultTakesTurnsWithTheMusic()
    {
        var view = new PanelView
        {
            State = _state,
            Notes = Notes,
            Faults = [new Fault("sound.device", "The audio device is gone.", "Plug it in, or name another one in musicgen.json.")],
        };
        var fault = Draw(64, view, 1, "fault");
        var music = Draw(64, view, 7, "music");

        Assert.True(fault[127, 0]);
        Assert.False(music[127, 0]);
        Assert.Equal(TextOf("2: The audio device is"), TextOf(fault, PixelFont.WidthOf("2: The audio device is"), top: 11));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(32)]
    public void ALongFaultIsShownToItsEnd(int height)
    {
        var view = new PanelView { State = _state, Faults = [new Fault("panel.chip", string.Join(' ', Enumerable.Repeat("word", 60)), "END")] };
        var last = Enumerable.Range(0, 60).Select(turn => Draw(height, view, 6 * turn + 1, null)).TakeWhile(frame => frame[127, 0]).Last();

        Assert.Contains(Strip(TextOf("END")), from y in Enumerable.Range(11, height - 11)
                                              from x in Enumerable.Range(0, 110)
                                              select Strip(TextOf(last, PixelFont.WidthOf("END"), y, x)));
    }

    [Fact]
    public void NotesToComeAreRightOfNow()
    {
        var frame = Draw(64, new PanelView { State = _state, NowSeconds = 10, Notes = [new PanelNote(60, 10.5, 0.2)] }, 0, null);

        var lit = from x in Enumerable.Range(0, 128) from y in Enumerable.Range(22, 42) where x != 96 && frame[x, y] select x;

        Assert.Equal(96 + 16, lit.Min());
    }

    [Fact]
    public void TheMeterGrowsWithTheLevel()
    {
        int Lit(double level) => (from x in Enumerable.Range(96, 30) where Draw(64, new PanelView { State = _state, Level = level }, 0, null)[x, 14] select x).Count();

        Assert.True(Lit(0) < Lit(0.05) && Lit(0.05) < Lit(0.5) && Lit(0.5) <= Lit(1));
    }

    [Fact]
    public void NothingIsDrawnOutsideWhateverComes()
    {
        var wild = new PanelView
        {
            State = _state with { Preset = new string('W', 200) },
            Level = double.PositiveInfinity,
            NowSeconds = 1e9,
            Notes = [new PanelNote(0, -1e9, 2e9), new PanelNote(127, 1e9, 0)],
        };

        Draw(32, wild, 1e9, null);
        Draw(64, wild, 1e9, "wild");
    }

    [Fact]
    public void EveryLetterIsItsOwn()
    {
        var letters = Enumerable.Range('!', '~' - '!' + 1).Select(code => Convert.ToHexString(PixelFont.RowsOf((char)code)) + PixelFont.WidthOf((char)code));
        var frame = new PixelFrame(128, 64);
        for (var row = 0; row < 5; row++) frame.Text(0, row * 9, new string([.. Enumerable.Range('!' + row * 20, 20).Where(code => code <= '~').Select(code => (char)code)]));
        frame.Text(0, 50, "Quiet hours: 22-7h");
        Leave(frame, "font");

        Assert.Equal(94, letters.Distinct().Count());
    }

    [Fact]
    public void BytesAreColumnsOfEightRowsAsTheDisplayTakesThem()
    {
        var frame = new PixelFrame(128, 32);

        frame.Set(3, 9);

        Assert.Equal(0b10, frame.Bytes[128 + 3]);
    }

    private static PanelNote[] Notes =>
        [.. Enumerable.Range(0, 24).Select(i => new PanelNote(48 + i * 7 % 29, -2.8 + i * 0.15, 0.2 + i % 3 * 0.15))];

    private static PixelFrame Draw(int height, PanelView view, double seconds, string? picture)
    {
        var frame = new PixelFrame(128, height);
        new PanelScreen(frame).Draw(view, seconds);
        if (picture is not null) Leave(frame, $"{picture}-{height}");
        return frame;
    }

    private static string TextOf(string text)
    {
        var frame = new PixelFrame(128, 8);
        frame.Text(0, 0, text);
        return TextOf(frame, PixelFont.WidthOf(text));
    }

    private static string TextOf(PixelFrame frame, int width, int top = 0, int left = 0)
    {
        var text = new StringBuilder();
        for (var y = top; y < top + PixelFont.Rows; y++)
        {
            for (var x = left; x < left + width; x++) text.Append(frame[x, y] ? '#' : '.');
            text.AppendLine();
        }

        return text.ToString();
    }

    private static string Strip(string text) => text.ReplaceLineEndings("");

    private static void Leave(PixelFrame frame, string name)
    {
        if (Environment.GetEnvironmentVariable("MUSICGEN_PICTURES") is not { Length: > 0 } folder) return;
        var text = new StringBuilder($"P1 {frame.Width} {frame.Height}\n");
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++) text.Append(frame[x, y] ? '0' : '1').Append(' ');
            text.Append('\n');
        }

        File.WriteAllText(Path.Combine(folder, name + ".pbm"), text.ToString());
    }
}
