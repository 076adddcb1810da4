System.Console.WriteLine("tactus");
