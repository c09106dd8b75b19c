using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Arena.Cli.Matches.Engines;

/// <summary>The help of <c>arena match</c> with the flags of matches of engines after its own.</summary>
internal sealed class EngineMatchHelp(HelpAction own) : SynchronousCommandLineAction
{
    public const string Text = """

        Matches of chess engines, with the flags of cutechess and fastchess:
          arena match -engine KEY=VALUE… -engine KEY=VALUE… -each KEY=VALUE… FLAGS

        Engines: -engine for one, -each for all
          cmd= name= args= dir=         program, name in the table, arguments, folder
          proto=uci|xboard restart=on   protocol; a new process for every game
          tc=40/60+0.5 st= timemargin=  clock, or seconds for a move; margin in ms
          nodes= depth=                 what to search for a move
          option.NAME=VALUE             what the engine lacks is an error with -engine,
                                        a warning with -each
        Who plays whom
          -tournament roundrobin        everybody meets everybody; or gauntlet: the
            -seeds N                    first N (1) meet all others
          -rounds N -games N            meetings of a pair (1), games of each (2)
          -repeat                       the games of a meeting begin alike
          -noswap -reverse              colours stay; colours are the other way round
          -variant NAME                 standard, fischerandom or double-fischerandom
          -openings file= format=epd|pgn order=sequential|random plies= start=
          -srand N                      the seed of the order
        When it ends
          -resign movecount= score= twosided=    by the engines' own scores
          -draw movenumber= movecount= score=    counted afresh from captures and
                                                 pawn moves
          -maxmoves N                   a draw after N moves
          -sprt elo0= elo1= alpha= beta= model=normalized|logistic
        What goes wrong
          -recover                      a breakdown is a loss and the match goes on,
                                        unless an engine fails to start 5 times in a row
          -startup-ms N (10000)         for starting, for setting its options, for
          -ping-ms N (60000)            getting ready for a game
          -ucinewgame-ms N (60000)
          -resume [FILE]                goes on with the match that was interrupted here
          -config file= outname= discard=        where it is kept (.arena/match.jsonl);
                                        a new match puts an unfinished one aside, as
                                        match-1.jsonl beside it
          -autosaveinterval 0           it is not kept
        What comes out
          -pgnout file= append= min= nodes= seldepth= nps= hashfull= tbhits= pv=
            timeleft= latency=          games, and what comments say besides score,
                                        depth and time
          -event NAME -site NAME -log dir=
          -ratinginterval N -scoreinterval N     a report, a score, every N games
        Where it runs
          -concurrency N                games at once; no more engines think at the same
            -force-concurrency          time than there are processors, unless forced
          -use-affinity [0-3,5]         processors to pin engines to
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = own.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(Text);
        return result;
    }

    /// <summary>The option that shows it.</summary>
    public static HelpOption Option()
    {
        var help = new HelpOption();
        help.Action = new EngineMatchHelp((HelpAction)help.Action!);
        return help;
    }
}
