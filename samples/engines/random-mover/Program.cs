using Arena.RandomMover;

// A whole UCI engine: it answers at once with a legal move, picked by the position and the option Seed alone, so that the
// same game comes out wherever it is played. With the option Score it also says how it stands.
using var input = new StreamReader(Console.OpenStandardInput(), bufferSize: 64 * 1024);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true, NewLine = "\n" };
var board = new Board();
var tellsScore = false;
while (input.ReadLine() is { } line && line != "quit")
{
    if (line.StartsWith("position ", StringComparison.Ordinal)) board.Set(line);
    else if (line.StartsWith("go", StringComparison.Ordinal))
        output.WriteLine($"{(tellsScore ? $"info depth 1 score cp {board.Evaluate()}\n" : "")}bestmove {board.Pick()}");
    else if (line == "isready") output.WriteLine("readyok");
    else if (line.StartsWith("setoption name Seed value ", StringComparison.Ordinal))
        board.Seed = ulong.Parse(line[26..], System.Globalization.CultureInfo.InvariantCulture);
    else if (line.StartsWith("setoption name UCI_Chess960 value ", StringComparison.Ordinal))
        board.SetChess960(line.EndsWith("true", StringComparison.Ordinal));
    else if (line.StartsWith("setoption name Score value ", StringComparison.Ordinal))
        tellsScore = line.EndsWith("true", StringComparison.Ordinal);
    else if (line == "uci")
        output.WriteLine("id name Random Mover\nid author Arena\noption name Seed type spin default 0 min 0 max 1000000\noption "
            + "name Score type check default false\noption name UCI_Chess960 type check default false\nuciok");
}
