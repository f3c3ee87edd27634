using MusicGen.Bindings.Alsa;

namespace MusicGen.Edge.Tests;

public sealed class SequencerPortsTests
{
    [Theory]
    [InlineData("VMPK Output", true, true)]
    [InlineData("MusicGen out", true, false)]
    [InlineData("MusicGen", true, false)]
    [InlineData("VirMIDI 1-0", false, true)]
    [InlineData("Midi Through", false, false)]
    [InlineData("Keystation 49", false, false)]
    public void ProgramsAndVirtualPortsAreKeyboardsAndTheBoxItselfIsNot(string client, bool isProgram, bool isKeyboard) =>
        Assert.Equal(isKeyboard, SequencerPorts.IsKeyboard(Port(client, isProgram)));

    [Fact]
    public void PortThatCannotBeHeardIsNoKeyboard() => Assert.False(SequencerPorts.IsKeyboard(Port("aseqdump", true) with { CanBeHeard = false }));

    private static SequencerPort Port(string client, bool isProgram) => new(new SequencerAddress(128, 0), client, "port", isProgram, CanBeHeard: true, CanBePlayed: true);
}
