using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arena.ControlPlane.Web.NewLeague;

/// <summary>The editor's form as a browser sends it. What is missing is empty.</summary>
internal sealed class DraftForm(IFormCollection fields)
{
    public const string Document = "document";
    public const string Id = "id";
    public const string Call = "call";
    public const string Action = "do";
    public const string Openings = "openings";
    public const string Plies = "plies";
    public const string Part = "part";

    /// <summary>With line ends as pages have them: browsers send others.</summary>
    public string Text { get; } = fields[Document].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    public string GivenId { get; } = fields[Id].ToString().Trim();

    public string CallName { get; } = fields[Call].ToString();

    public string GivenPlies { get; } = fields[Plies].ToString().Trim();

    public string Wish { get; } = fields[Action].ToString();

    public IFormFile? Book { get; } = fields.Files[Openings];

    /// <summary>Whether a script asks for what is said of the document, and not for the page.</summary>
    public bool WantsReport { get; } = fields[Part] == "report";

    /// <summary>Names this document of this page: sent twice, it is one wish; changed, another.</summary>
    public Guid Token => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{CallName}\n{Text}"))[..16]);

    /// <summary>Moves of each game; null for all.</summary>
    /// <returns>False where it is no number that can be meant.</returns>
    public bool TryReadPlies(out int? plies)
    {
        plies = null;
        if (GivenPlies.Length == 0)
            return true;
        if (!int.TryParse(GivenPlies, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        plies = number;
        return true;
    }
}
