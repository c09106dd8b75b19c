using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Google.Protobuf;

namespace Arena.ControlPlane.Work;

/// <summary>Heads of the ledger on the wire.</summary>
internal static class HeadMessages
{
    public static LedgerHead From(ChainHead head) => new()
    {
        Ledger = head.Ledger, Results = head.Results, Leagues = head.Leagues, Hash = ByteString.CopyFrom(head.Hash),
    };

    public static ChainHead ToDomain(LedgerHead sent) => new(sent.Ledger, sent.Results, sent.Leagues, sent.Hash.ToByteArray());
}
