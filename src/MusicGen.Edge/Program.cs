using MusicGen.Edge;

using var interruption = new Interruption();
return CommandLine.Run(args, Surroundings.OfThisMachine(interruption.Token));
