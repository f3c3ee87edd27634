using MusicGen.Bindings.Linux;
using MusicGen.Edge;

// A kernel that makes huge pages by itself, as Debian's does, fills the gaps between what a process uses, minutes later: 2 MiB for a thread's stack of 24 KiB.
_ = ProcessMemory.TryDisableHugePages();
using var interruption = new Interruption();
return CommandLine.Run(args, Surroundings.OfThisMachine(interruption.Token));
