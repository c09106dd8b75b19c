using System.Net;
using Arena.Tests.EndToEnd.Access;

namespace Arena.Tests.EndToEnd.ControlPlane;

/// <summary>Whatever can be read tells its headers alone to whoever asks for these.</summary>
public sealed class HeadTests
{
    [Fact]
    public async Task Head_has_the_headers_of_get_and_no_body_and_streams_have_none()
    {
        await using var arena = await GuardedArena.StartAsync();
        var http = arena.Http(GuardedArena.AdminKey);
        foreach (var path in new[] { "/v1/leagues", "/v1/keys?limit=1", "/v1/leagues/none", "/stats", "/v1/leagues?limit=0" })
        {
            using var get = await http.GetAsync(new Uri(path, UriKind.Relative));
            using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((path, get.StatusCode), (path, head.StatusCode));
            Assert.Equal((path, get.Content.Headers.ContentType), (path, head.Content.Headers.ContentType));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            if (path != "/stats") // which tells of the very calls
                Assert.Equal((path, get.Headers.ETag), (path, head.Headers.ETag));
        }

        foreach (var path in new[] { "/v1/events", "/v1/leagues/l/events", "/v1/leagues/l/standings/stream" })
        {
            using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((path, HttpStatusCode.MethodNotAllowed), (path, head.StatusCode));
        }

        using var anybody = await arena.Http(null).SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/leagues"));
        Assert.Equal(HttpStatusCode.Unauthorized, anybody.StatusCode);
    }
}
