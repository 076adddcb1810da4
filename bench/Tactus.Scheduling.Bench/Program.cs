Console.Error.WriteLine("sets: none yet");
return 2;
