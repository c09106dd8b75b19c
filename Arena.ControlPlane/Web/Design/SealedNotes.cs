using System.Security.Cryptography;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.DataProtection;

namespace Arena.ControlPlane.Web.Design;

/// <summary>
/// What a page is to say after a form was sent, carried in its address: sealed for whoever sent the form, so that no link of somebody else
/// makes a page say what Arena did not.
/// </summary>
internal sealed class SealedNotes(IDataProtectionProvider protection, IHttpContextAccessor http)
{
    private const int MostText = 500; // of an address, browsers and servers take only so much
    private static readonly TimeSpan _good = TimeSpan.FromMinutes(5);

    /// <summary>The address of a page that says it.</summary>
    public string On(string page, string note) =>
        $"{page}?note={Protector().Protect(Short(note), _good)}";

    /// <summary>What it is to say; null for nothing, and for what is not of here or too old.</summary>
    public string? Open(string? sealedNote)
    {
        if (string.IsNullOrEmpty(sealedNote))
            return null;
        try
        {
            return Protector().Unprotect(sealedNote);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Not in the midst of a letter that takes two places.
    private static string Short(string note) => note.Length <= MostText
        ? note
        : $"{note[..(char.IsHighSurrogate(note[MostText - 1]) ? MostText - 1 : MostText)]}…";

    private ITimeLimitedDataProtector Protector()
    {
        var caller = Caller.Of(http.HttpContext ?? throw new InvalidOperationException("Nobody calls."));
        return protection.CreateProtector("Arena.Web.Notes", caller.Tenant, caller.Id).ToTimeLimitedDataProtector();
    }
}
