using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Dials;

/// <summary><c>arena dials list</c>.</summary>
internal static class DialListCommand
{
    private static readonly TextColumn[] _columns =
    [
        "Dial", new("Value", IsRight: true), new("Default", IsRight: true), new("From", IsRight: true), new("To", IsRight: true),
        new("In one epoch", IsRight: true, Drop: 2), new("Unit", Drop: 3), new("What it is", Drop: 1, Wraps: true),
    ];

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the dials as they are now.") { json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var listed = await client.Dials.ListAsync(new ListDialsRequest(), cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(listed);
                return ExitCode.Done;
            }

            TextTable.Write(_columns, listed.Dials.Select(Row));
            Console.WriteLine($"epoch {listed.Epoch}");
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(Dial dial) =>
    [
        dial.Name, DialText.Number(dial.Value), DialText.Number(dial.Default), DialText.Number(dial.Least), DialText.Number(dial.Most),
        DialText.Change(dial), dial.Unit, dial.Description,
    ];
}
