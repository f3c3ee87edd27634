using MusicGen.Training.Commands;

return TrainingCli.Run(args, Console.Out, Console.Error);
