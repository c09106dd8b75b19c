using System.Security.Claims;
using System.Text.Encodings.Web;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arena.Tests.Grpc;

/// <summary>ASP.NET Core's authorization attributes hold for services and for their methods.</summary>
public sealed class AuthorizationTests
{
    [Theory]
    [InlineData("Open", null, StatusCode.Unauthenticated)]
    [InlineData("Open", "user", StatusCode.OK)]
    [InlineData("ForAnyone", null, StatusCode.OK)]
    [InlineData("ForAdmins", "user", StatusCode.PermissionDenied)]
    [InlineData("ForAdmins", "admin", StatusCode.OK)]
    public async Task Method_is_open_to_those_it_is_meant_for(string method, string? role, StatusCode expected)
    {
        await using var server = await TrialServer.StartAsync(
            services: services =>
            {
                services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, RoleHeader>("header", null);
                services.AddAuthorization();
            },
            map: app => app.MapGrpcService<GuardedService>());
        var client = new Guarded.GuardedClient(server.Channel());
        var headers = new Metadata();
        if (role is not null)
            headers.Add("role", role);
        Func<AsyncUnaryCall<Answer>> start = method switch
        {
            "Open" => () => client.OpenAsync(new Ask(), headers),
            "ForAnyone" => () => client.ForAnyoneAsync(new Ask(), headers),
            _ => () => client.ForAdminsAsync(new Ask(), headers),
        };

        using var call = start();
        await Record.ExceptionAsync(() => call.ResponseAsync);

        Assert.Equal(expected, call.GetStatus().StatusCode);
    }

    [Authorize]
    private sealed class GuardedService : Guarded.GuardedBase
    {
        public override Task<Answer> Open(Ask request, ServerCallContext context) => Task.FromResult(new Answer());

        [AllowAnonymous]
        public override Task<Answer> ForAnyone(Ask request, ServerCallContext context) => Task.FromResult(new Answer());

        [Authorize(Roles = "admin")]
        public override Task<Answer> ForAdmins(Ask request, ServerCallContext context) => Task.FromResult(new Answer());
    }

    private sealed class RoleHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["role"].ToString() is not { Length: > 0 } role)
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
