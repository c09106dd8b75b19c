using Arena.Contracts.V1;
using Arena.Node;
using Arena.Node.Work;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Arena.Tests.Node.Work;

public sealed class HeardHeadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arena-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Head_of_another_ledger_is_a_fault_and_does_not_replace_the_one_that_is_kept()
    {
        var heard = Open("n");
        heard.Take(Notice("a", 40));
        heard.Take(Notice("b", 80));
        Assert.Equal("it is the ledger b, and was a", heard.Fault);
        Assert.Equal("a", heard.Last!.Ledger);
        Assert.Equal("a", Open("n").Last!.Ledger);
    }

    [Fact]
    public void Head_of_fewer_results_is_a_fault_until_there_are_as_many_again()
    {
        var heard = Open("n");
        heard.Take(Notice("a", 40));
        heard.Take(Notice("a", 39));
        Assert.Equal("it has less than 40 results", heard.Fault);
        heard.Take(Notice("a", 40));
        Assert.Equal("", heard.Fault);
    }

    [Fact]
    public void Fault_that_was_told_ends_with_a_notice_without_one()
    {
        var heard = Open("n");
        heard.Take(Notice("a", 40));
        heard.Take(new HeadNotice { Fault = "it is not what it was" });
        Assert.Equal("it is not what it was", heard.Fault);
        heard.Take(Notice("a", 41));
        Assert.Equal(("", 41L), (heard.Fault, heard.Last!.Results));
    }

    [Fact]
    public void Nodes_whose_names_differ_in_a_separator_alone_keep_a_head_each()
    {
        Open("a/b").Take(Notice("a", 1));
        Open("ab").Take(Notice("a", 2));
        Assert.Equal((1L, 2L), (Open("a/b").Last!.Results, Open("ab").Last!.Results));
    }

    private HeardHead Open(string name) =>
        new(Options.Create(new NodeOptions { Name = name, HeadFolder = _folder }), NullLogger<HeardHead>.Instance);

    private static HeadNotice Notice(string ledger, long results) => new()
    {
        Head = new LedgerHead { Ledger = ledger, Results = results, Hash = ByteString.CopyFrom(new byte[32]) },
    };
}
