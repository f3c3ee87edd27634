using MusicGen.Bindings.Linux;
using MusicGen.Edge;

// A kernel that makes huge pages by itself (Debian's, JetPack's) fills the gaps between what a process uses: 2 MiB for each thread's stack of 24 KiB, later and
// later ones for hours. A box that runs for months takes what it uses.
_ = ProcessMemory.TryDisableHugePages();
using var interruption = new Interruption();
return CommandLine.Run(args, Surroundings.OfThisMachine(interruption.Token));
