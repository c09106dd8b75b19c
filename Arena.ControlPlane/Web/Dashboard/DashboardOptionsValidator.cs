using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Web.Dashboard;

internal sealed class DashboardOptionsValidator : IValidateOptions<DashboardOptions>
{
    public ValidateOptionsResult Validate(string? name, DashboardOptions options) =>
        string.IsNullOrEmpty(options.Address) || IsOfWeb(options.Address)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{DashboardOptions.Section}:{nameof(DashboardOptions.Address)} is '{options.Address}'; "
                + "wanted an http or https address, such as http://127.0.0.1:18888.");

    private static bool IsOfWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
